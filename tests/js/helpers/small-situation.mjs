// A payload of three events, one source and two languages, for tests of what follows the state.
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";

export const raw = {
  situation: { span: [0, 100], focus: [10, 50], version: "2026-11-23", title: { en: "Blockade" }, home: [-12, 9, -4, 16],
    day: 20, corrections: "mailto:a@b.example" },
  events: { n: 3, id: ["a", "b", "c"], start: [5, 20, 30] },
  sources: { id: ["s"], publisher: ["RFI"], title: ["Convoi"], url: ["https://rfi.example/1"], published: ["2025-10"] },
  style: { categories: { attack: {} } },
  words: {
    en: {
      "language.locale": "en-GB", "citation.text": "{title}. {dates}. {sources}. {situation}, {version}. {address}",
      "citation.state": "{title}: {state}", "correction.subject": "{id} {version}",
    },
  },
};
export const { payload } = readPayload(raw);
