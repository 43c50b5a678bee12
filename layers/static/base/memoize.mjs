// Computing once what rests on the same things.

/** A function that remembers its last answer, for arguments that are the same values. */
export function memoizeLast(compute) {
  let before = null;
  let answer;
  return (...args) => {
    if (!before || args.some((value, k) => value !== before[k])) {
      answer = compute(...args);
      before = args;
    }
    return answer;
  };
}
