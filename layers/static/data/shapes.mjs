// Lines and areas of added layers in time.

/** The shapes of layers that are on, shown in the days [a, b). */
export function shapesOf({ layers }, on, [a, b]) {
  return layers.filter((layer) => layer.shapes && on.includes(layer.id))
    .flatMap((layer) => layer.shapes.features.filter((feature) => shapeHolds(feature, a, b)));
}

/** Whether a shape is shown in the days [a, b); one without dates always is. */
export function shapeHolds(feature, a, b) {
  const { start = null, end = null } = feature.properties ?? {};
  return (start === null || start < b) && (end === null || end > a);
}
