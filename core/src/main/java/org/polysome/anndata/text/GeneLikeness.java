package org.polysome.anndata.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a list of names looks like genes. The package of gene vocabularies lies above this one,
 * and a guess needs none: Ensembl ids, families with telling prefixes, and genes that hardly any
 * table lacks.
 */
final class GeneLikeness {

  private static final Pattern FAMILY =
      Pattern.compile(
          "ENS[A-Z]*G\\d{11}.*|(MT-|mt-|RP[LS]|Rp[ls]|HLA-|ZNF|Zfp|SLC|Slc|LINC)\\S*\\d.*");

  private static final Set<String> COMMON =
      Set.of(
          "ACTB",
          "ACTG1",
          "B2M",
          "CD3D",
          "CD4",
          "CD74",
          "CD8A",
          "EEF1A1",
          "EEF2",
          "FTH1",
          "FTL",
          "FOS",
          "GAPDH",
          "GATA1",
          "GATA2",
          "GNAS",
          "HSPA8",
          "HSP90AA1",
          "JUN",
          "KRT8",
          "LDHA",
          "LYZ",
          "MALAT1",
          "MKI67",
          "MS4A1",
          "MYC",
          "NKG7",
          "PPIA",
          "PTMA",
          "STAT1",
          "TMSB10",
          "TMSB4X",
          "TP53",
          "TUBA1B",
          "UBB",
          "UBC",
          "VIM",
          "XIST");

  private GeneLikeness() {}

  /** The share of the names that is certainly a gene's, which is small even for a list of genes. */
  static double of(List<String> names) {
    long genes =
        names.stream()
            .filter(n -> FAMILY.matcher(n).matches() || COMMON.contains(n.toUpperCase(Locale.ROOT)))
            .count();
    return names.isEmpty() ? 0 : (double) genes / names.size();
  }
}
