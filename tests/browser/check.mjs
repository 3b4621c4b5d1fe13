// The account of a run: one line for each check, and the faults under a check that failed.

const shown = 8;

export class Checks {
  passed = 0;
  failed = [];

  /** A check holds when it has no problems. */
  expect(what, problems) {
    if (problems.length === 0) {
      this.passed += 1;
      console.log(`ok ${what}`);
      return;
    }
    this.failed.push(what);
    const more = problems.length > shown ? [`… and ${problems.length - shown} more`] : [];
    console.log(`FAILED ${what}\n  ${[...problems.slice(0, shown), ...more].join("\n  ")}`);
  }
}

/** The same account kept silently: what the self-test reads to see that a fault is found. */
export class Recorded {
  checks = [];

  expect(what, problems) {
    this.checks.push({ what, problems });
  }
}

/** Many equal faults become one line each, with how often and where first: a fault of a template is on every page. */
export function grouped(faults) {
  const groups = new Map();
  for (const { where, what } of faults) {
    const group = groups.get(what) ?? { first: where, times: 0 };
    group.times += 1;
    groups.set(what, group);
  }
  return [...groups].map(([what, { first, times }]) => `${what} (${times} ${times === 1 ? "place" : "places"}, first ${first})`);
}
