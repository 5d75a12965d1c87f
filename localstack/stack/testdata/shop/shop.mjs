// What the Node sample of docs/embed.md leaves to the shop. It is appended to the sample, so that both are one module.

/** Returns the customer in the header Session: an id, and the time in Unix milliseconds of the sign-in; undefined for a guest. */
function customerOf(request) {
  const [sub, signedInAt] = (request.get("session") ?? "").split(" ");
  return sub ? { sub, signedInAt } : undefined;
}

/** Lets customers edit each room. */
function roleOf() {
  return "editor";
}

const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
