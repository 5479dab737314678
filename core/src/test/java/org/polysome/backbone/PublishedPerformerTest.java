package org.polysome.backbone;

class PublishedPerformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: performer, features: 12, as-published: true, kernel-epsilon: 0.01}");
  }
}
