// How long a stretch of each route looks solid on the map's canvas: {route: [longest run of ink in px, px looked at]}.
// The map shows [lat, lon] in its middle; routes are followed over their legs, in steps of a quarter of a pixel.
([zoom, lat, lon]) => {
  const payload = JSON.parse(document.getElementById("situation-payload").textContent);
  const { waypoints, legs, per_degree: perDegree } = payload.network;
  const world = 256 * 2 ** zoom;
  const place = ([east, north]) => [
    (east / 360 + 0.5) * world, (0.5 - Math.log(Math.tan(Math.PI / 4 + (north * Math.PI) / 360)) / (2 * Math.PI)) * world,
  ];
  const map = document.querySelector(".leaflet-container");
  const canvas = document.querySelector(".leaflet-network-pane canvas");
  const [frame, box] = [map, canvas].map((element) => element.getBoundingClientRect());
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const middle = place([lon, lat]);
  const left = Math.round(middle[0] - map.clientWidth / 2) + box.left - frame.left;
  const top = Math.round(middle[1] - map.clientHeight / 2) + box.top - frame.top;

  // Base64 VLQ, read anew here: five bits a digit, the lowest first, the sign in the lowest bit of all.
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const quantities = (text) => (text.match(/[g-z0-9+/]*[A-Za-f]/g) ?? []).map((word) => {
    const value = [...word].reduce((sum, digit, k) => sum + (digits.indexOf(digit) % 32) * 32 ** k, 0);
    return value % 2 ? -(value - 1) / 2 : value / 2;
  });
  const unpacked = (text) => {
    const steps = quantities(text);
    let [x, y] = [0, 0];
    return Array.from({ length: steps.length / 2 }, (_, k) => {
      x += steps[2 * k];
      y += steps[2 * k + 1];
      return [x / perDegree, y / perDegree];
    });
  };
  const joints = waypoints.map((waypoint) => [waypoint.lon, waypoint.lat]);
  const roads = legs.map(([, , steps]) => (steps ? unpacked(steps) : null));
  roads.forEach((road, k) => { if (road) [joints[legs[k][0]], joints[legs[k][1]]] = [road[0], road.at(-1)]; });

  const isInked = (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    return column >= 0 && row >= 0 && column < width && row < height ? data[4 * (row * width + column) + 3] > 127 : null;
  };
  const found = {};
  for (const route of payload.routes) {
    let [run, longest, seen] = [0, 0, 0];
    const follow = ([x0, y0], [x1, y1]) => {
      const far = Math.hypot(x1 - x0, y1 - y0);
      const steps = Math.max(1, Math.ceil(far * 4));
      for (let k = 0; k < steps; k += 1) {
        const inked = isInked(x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps);
        run = inked ? run + far / steps : 0;
        seen += inked === null ? 0 : far / steps;
        longest = Math.max(longest, run);
      }
    };
    route.legs.forEach((leg, k) => {
      const line = roads[leg] ?? [joints[legs[leg][0]], joints[legs[leg][1]]];
      const ordered = legs[leg][0] === route.waypoints[k] ? line : [...line].reverse();
      const places = ordered.map(place).map(([x, y]) => [x - left, y - top]);
      for (let at = 1; at < places.length; at += 1) follow(places[at - 1], places[at]);
    });
    found[route.id] = [longest, seen];
  }
  return found;
}
