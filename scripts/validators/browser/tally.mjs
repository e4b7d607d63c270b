// What was looked at, what was found, and how it is told.

/** Counts and faults of one run. */
export class Tally {
  constructor(known) {
    this.known = known;
    this.healed = new Set(known);
    this.counts = new Map();
    this.faults = [];
    this.notes = [];
    this.doubts = new Map();
    this.outside = new Map();
  }

  count(what, number = 1) {
    this.counts.set(what, (this.counts.get(what) ?? 0) + number);
  }

  /** Note a fault; those that are known to be a blog's own are set apart. */
  fault(site, page, rule, reason) {
    const known = this.known.find(
      (one) => one.site === site && one.page === page && one.rule === rule,
    );
    if (known) {
      this.healed.delete(known);
      return;
    }
    this.faults.push(`${site} ${page}: ${rule}: ${reason}`);
  }

  note(text) {
    this.notes.push(text);
  }

  /** What axe-core can't judge: once for each rule and cause, with the first place. */
  doubt(site, rule, place, reason) {
    const key = `${rule}: ${reason}`;
    const found = this.doubts.get(key) ?? { count: 0, place: `${site} ${place}` };
    found.count += 1;
    this.doubts.set(key, found);
  }

  /** Print all, and say whether it is well. */
  tell() {
    const counted = [...this.counts].map(([what, number]) => `${number} ${what}`);
    say(`looked at: ${counted.join(", ")}`);
    for (const note of this.notes) say(`  ${note}`);
    if (this.doubts.size) say("axe-core could not judge:");
    for (const [key, { count, place }] of this.doubts) say(`  ${key} (${count}; first: ${place})`);
    for (const [site, hosts] of this.outside) {
      say(`${site}: its authors' pages ask ${hosts.size} other hosts (kept from them here)`);
    }
    const used = this.known.filter((one) => !this.healed.has(one));
    for (const one of used) say(`known: ${one.site} ${one.page}: ${one.rule}: ${one.why}`);
    for (const one of this.healed) {
      this.faults.push(`healed, take it out of known.json: ${one.site} ${one.page}: ${one.rule}`);
    }
    for (const fault of this.faults) say(`FAULT ${fault}`);
    say(this.faults.length ? `${this.faults.length} faults` : "all well");
    return this.faults.length === 0;
  }
}

/** A line for people. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}
