package org.polysome.metric.probe;

import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Definition;
import org.polysome.metric.LabelledPoints;

/**
 * The majority among the nearest training cells by Euclidean distance, exactly and unweighted, as
 * in scGPT's reference mapping. Of classes with equally many, the one whose nearest cell is nearest
 * wins; of cells at equal distance, the one that comes first. The probability of a class is its
 * share of the votes.
 *
 * @param k how many neighbours; all training cells where there are fewer
 */
public record KnnProbe(int k) implements Probe {

  @Override
  public String name() {
    return "knn";
  }

  @Override
  public Definition flavor() {
    return new Definition("exact-euclidean-k" + k + "-majority");
  }

  @Override
  public Prediction predict(ProbeTask task) {
    LabelledPoints train = task.train();
    Neighbors neighbors = new NearestNeighbors().search(task.test(), train.points(), k);
    int[] answers = new int[task.test().rows()];
    DenseMatrix shares = DenseMatrix.zeros(answers.length, train.classes());
    for (int query = 0; query < answers.length; query++) {
      int[] votes = votes(neighbors, query, train);
      answers[query] = majority(votes, neighbors, query, train);
      for (int label = 0; label < votes.length; label++) {
        shares.values()[query * votes.length + label] = (double) votes[label] / neighbors.k();
      }
    }
    return new Prediction(answers, shares);
  }

  private static int[] votes(Neighbors neighbors, int query, LabelledPoints train) {
    int[] votes = new int[train.classes()];
    for (int n = 0; n < neighbors.k(); n++) {
      votes[train.labels()[neighbors.index(query, n)]]++;
    }
    return votes;
  }

  private static int majority(int[] votes, Neighbors neighbors, int query, LabelledPoints train) {
    int winner = train.labels()[neighbors.index(query, 0)];
    for (int n = 1; n < neighbors.k(); n++) {
      int label = train.labels()[neighbors.index(query, n)];
      winner = votes[label] > votes[winner] ? label : winner;
    }
    return winner;
  }
}
