package org.polysome.suite.report;

import java.util.ArrayList;
import java.util.List;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.PointCloud;
import org.polysome.suite.map.Picture;

/**
 * Layouts of embeddings, each coloured by label and by batch.
 *
 * @param pictures the layouts
 * @param id unique in the page
 */
record Maps(List<Picture> pictures, String id) {

  /** With more groups than this, their names are in the legend only. */
  private static final int MOST_LABELS = 24;

  /** The pictures under a sentence on how to read them; nothing where there are none. */
  List<Html> render() {
    List<Html> parts = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      parts.add(cloud(pictures.get(i), id + "-" + i).render());
    }
    if (!parts.isEmpty()) {
      String words =
          "UMAP of each embedding. Distances between groups mean little; point at a cell for its"
              + " name, at the legend for one group.";
      parts.addFirst(Element.of("p", words).in("muted"));
    }
    return parts;
  }

  private static PointCloud cloud(Picture picture, String id) {
    List<PointCloud.Colouring> colourings = new ArrayList<>();
    boolean labelled = picture.label().names().size() <= MOST_LABELS;
    colourings.add(colouring(picture, picture.label(), labelled));
    picture.batch().ifPresent(batch -> colourings.add(colouring(picture, batch, false)));
    return new PointCloud(id, picture.x(), picture.y(), picture.cells(), colourings);
  }

  private static PointCloud.Colouring colouring(
      Picture picture, Picture.Colouring groups, boolean labelled) {
    String title = picture.embedding() + " by " + groups.column();
    return new PointCloud.Colouring(title, groups.names(), groups.codes(), labelled);
  }
}
