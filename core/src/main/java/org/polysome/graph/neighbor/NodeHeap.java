package org.polysome.graph.neighbor;

import java.util.Arrays;

/** Nodes by a number, smallest first and then in their order; a node may be there twice. */
public final class NodeHeap {

  private double[] keys = new double[256];
  private int[] nodes = new int[256];
  private int size;

  /** Empty. */
  public NodeHeap() {}

  /** Takes all out. */
  public void clear() {
    size = 0;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The number of the first. */
  public double key() {
    return keys[0];
  }

  /** The first. */
  public int node() {
    return nodes[0];
  }

  /** Puts a node in, once more if it is there. */
  public void add(double key, int node) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * size);
      keys = Arrays.copyOf(keys, 2 * size);
    }
    int place = size++;
    while (place > 0 && before(key, node, (place - 1) / 2)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    keys[place] = key;
    nodes[place] = node;
  }

  /** Takes the first out. */
  public void removeFirst() {
    size--;
    double key = keys[size];
    int node = nodes[size];
    int place = 0;
    for (int child = 1; child < size; child = 2 * place + 1) {
      int right = child + 1;
      if (right < size && before(keys[right], nodes[right], child)) {
        child = right;
      }
      if (key < keys[child] || (key == keys[child] && node < nodes[child])) {
        break;
      }
      move(child, place);
      place = child;
    }
    keys[place] = key;
    nodes[place] = node;
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    nodes[to] = nodes[from];
  }

  private boolean before(double key, int node, int place) {
    return key < keys[place] || (key == keys[place] && node < nodes[place]);
  }
}
