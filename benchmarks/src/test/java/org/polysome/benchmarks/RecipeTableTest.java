package org.polysome.benchmarks;

class RecipeTableTest {}
