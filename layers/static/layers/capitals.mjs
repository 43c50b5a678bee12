// The capitals, which are named before everything else.
import { placeLayer } from "./places.mjs";

export const capitals = placeLayer("capitals", "capital", {
  symbol: () => "capital",
  order: () => () => 0, // as they stand in the file
  rank: "capital",
});
