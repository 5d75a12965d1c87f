// What rooms cost in a month; the same as the Go package beside it, which a test holds to this.
// A book is prices.json; a usage has the fields of cost.Usage.

const monthHours = 720;
const monthMinutes = monthHours * 60;

const fields = ["minutes", "connects", "pings", "moves", "locks", "cursors", "syncs"];
fields.push("deliveries", "active", "windows", "peak", "peakRate");

/** Adds usages up; what one leaves out is nothing. */
export function together(...usages) {
  return Object.fromEntries(fields.map((f) => [f, usages.reduce((sum, u) => sum + (u[f] ?? 0), 0)]));
}

export function total(bill) {
  return bill.reduce((sum, line) => sum + line.usd, 0);
}

export class Model {
  constructor(book) {
    this.book = book;
  }

  price(name, units) {
    const { usd, per } = this.book.prices[name];
    return (units * usd) / per;
  }

  assume(name) {
    return this.book.assumptions[name].value;
  }

  idle(tabs) {
    return together({
      minutes: tabs * monthMinutes,
      pings: (tabs * monthMinutes) / this.assume("pingMinutes"),
      connects: (tabs * monthHours) / this.assume("reconnectHours"),
      peak: tabs,
    });
  }

  asleep(tabs) {
    return together({ connects: tabs * 30, minutes: tabs * 30 });
  }

  planning(people, hours) {
    const active = hours * 3600;
    const rate = Math.min(8, Math.max(0.5, this.assume("messageBudget") / (people * (people - 1))));
    const cursors = people > 1 ? active * people * this.assume("moving") * rate : 0;
    const drags = hours * 60 * people * this.assume("dragsPerMinute");
    const deliveries = (cursors + 2 * drags) * (people - 1) + 2 * drags;
    return together({
      minutes: hours * 60 * people,
      connects: hours * people,
      moves: drags,
      locks: drags,
      cursors,
      syncs: hours * 60 * people,
      deliveries,
      active,
      windows: Math.min(drags, active / this.assume("windowSeconds")),
      peak: people,
      peakRate: deliveries / Math.max(1, active),
    });
  }

  event(viewers, hours) {
    const active = hours * 3600;
    const [moves, cursors] = [active / 10, active / 2];
    return together({
      minutes: hours * 60 * (viewers + 1),
      connects: viewers + 1,
      syncs: hours * 60 * (viewers + 1),
      moves,
      locks: moves,
      cursors,
      deliveries: (2 * moves + cursors) * viewers + 2 * moves,
      active,
      windows: Math.min(moves, active / this.assume("windowSeconds")),
      peak: viewers,
      peakRate: viewers,
    });
  }

  functions(u) {
    const writes = u.moves + u.locks;
    const invocations =
      writes + u.cursors + u.syncs + u.connects * (1 + this.assume("connectInvocations")) + u.windows;
    const seconds =
      writes * this.assume("writeSeconds") + (invocations - writes) * this.assume("tellSeconds");
    const messages = writes + u.cursors + u.deliveries + 2 * (u.syncs + u.connects + u.pings);
    const reads =
      writes * this.assume("moveReads") +
      u.cursors * this.assume("cursorReads") +
      (u.syncs + u.connects) * this.assume("syncReads");
    const gb = seconds * this.assume("memoryGB");
    return [
      { what: "API Gateway, messages", usd: this.price("apiMessage", messages) },
      { what: "API Gateway, connection minutes", usd: this.price("apiMinute", u.minutes) },
      { what: "Lambda", usd: this.price("lambdaRequest", invocations) + this.price("lambdaSecond", gb) },
      {
        what: "DynamoDB",
        usd:
          this.price("tableWrite", writes + u.connects * this.assume("connectWrites")) +
          this.price("tableRead", reads),
      },
      { what: "S3", usd: this.price("bucketPut", 2 * u.windows) + this.price("bucketGet", u.windows) },
      { what: "logs", usd: this.price("log", (invocations * this.assume("logBytes")) / 1e9) },
      { what: "egress", usd: this.price("egress", (u.deliveries * this.assume("messageBytes")) / 1e9) },
    ];
  }

  durableObject(u, billed = (_name, units) => units) {
    const alarms = u.moves + u.locks > 0 ? u.active / this.assume("alarmSeconds") : 0;
    const inbound = u.moves + u.locks + u.cursors + u.syncs + u.connects;
    const line = (what, name, units) => ({ what, usd: this.price(name, billed(name, units)) });
    return [
      line("requests", "objectRequest", u.connects + inbound / 20 + alarms),
      line("duration", "objectSecond", u.active * 0.128),
      line("rows written", "rowWrite", u.moves + u.locks + alarms),
      line("Worker in front", "workerRequest", u.connects),
    ];
  }

  /** With what the paid plan includes, rounded up to millions as Cloudflare's examples are. */
  durableObjectMonth(u) {
    const beyond = (name, units) => Math.ceil(Math.max(0, units - this.book.included[name]) / 1e6) * 1e6;
    return [...this.durableObject(u, beyond), { what: "paid plan", usd: this.price("workersPlan", 1) }];
  }

  socketIO(u) {
    const tasks = Math.max(
      this.assume("tasks"),
      Math.ceil(u.peak / this.assume("taskConnections")),
      Math.ceil(u.peakRate / this.assume("taskDeliveries")),
    );
    const gigabytes = (u.deliveries * this.assume("messageBytes")) / 1e9;
    const units = Math.max(u.minutes / 60 / 3000, gigabytes);
    const task = this.price("taskCpuHour", 0.5 * monthHours) + this.price("taskMemoryHour", monthHours);
    return [
      {
        what: "load balancer",
        usd: this.price("balancerHour", monthHours) + this.price("balancerUnit", units),
      },
      { what: "Fargate", usd: tasks * task },
      { what: "Redis", usd: this.assume("redisNodes") * this.price("redisHour", monthHours) },
      { what: "egress", usd: this.price("egress", gigabytes) },
    ];
  }
}
