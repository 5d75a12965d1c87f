import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLocal, sdpOf, transportOf } from "../../../src/client/direct/sdp.ts";
import type { Candidate, Transport } from "../../../src/client/protocol.ts";

/** Offers as browsers make them; each with a candidate added that is not in a local network, or must not be sent. */
const chromium = crlf(`v=0
o=- 7210601550737052173 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
a=extmap-allow-mixed
a=msid-semantic: WMS
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=candidate:555020343 1 udp 2113937151 154c8e80-fa59-4a7e-83b6-7681e9d49d72.local 35260 typ host generation 0 network-cost 999
a=candidate:644258951 1 udp 2113942271 1c4989e5-ec79-4f9c-a4e8-f270b041a1e6.local 49716 typ host generation 0 network-cost 999
a=candidate:842163049 1 udp 1677729535 203.0.113.7 61000 typ srflx raddr 0.0.0.0 rport 0 generation 0 network-cost 999
a=ice-ufrag:V1uL
a=ice-pwd:gI3Hs4xiJ+Eoj69W/JKL5iRE
a=ice-options:trickle
a=fingerprint:sha-256 B4:94:EE:E7:9D:BA:8A:30:D1:2A:B1:C7:DE:EB:C8:FE:1A:5A:54:5B:E8:BC:DB:F0:84:A9:9C:46:82:84:5D:80
a=setup:actpass
a=mid:0
a=sctp-port:5000
a=max-message-size:262144
`);
const firefox = crlf(`v=0
o=mozilla...THIS_IS_SDPARTA-99.0 3573282654383548122 0 IN IP4 0.0.0.0
s=-
t=0 0
a=sendrecv
a=fingerprint:sha-256 25:6D:F0:16:24:EF:E9:77:6A:F1:83:3C:F0:BC:8C:13:DA:B5:8E:31:ED:85:77:73:C2:77:08:EF:8F:6E:2E:D7
a=group:BUNDLE 0
a=ice-options:trickle
a=msid-semantic:WMS *
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=candidate:0 1 UDP 2122187007 756122e9-28ff-4fc7-a650-3e8ebeca4173.local 48925 typ host
a=candidate:1 1 UDP 2122252543 2a08c40f-0bec-41c0-b4d9-d588c9bf2a6f.local 55840 typ host
a=candidate:2 1 TCP 2105458943 756122e9-28ff-4fc7-a650-3e8ebeca4173.local 9 typ host tcptype active
a=candidate:3 1 UDP 2122121471 127.0.0.1 40000 typ host
a=sendrecv
a=end-of-candidates
a=ice-pwd:58d2664d7fa4958ad043a8e898137d6e
a=ice-ufrag:5ec246ee
a=mid:0
a=setup:actpass
a=sctp-port:5000
a=max-message-size:1073741823
`);

function crlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

const name = (uuid: string, foundation: string, priority: number, port: number): Candidate => {
  return { foundation, priority, address: `${uuid}.local`, port, type: "host" };
};

describe("DC11 the description of a browser is read into fields, the best candidates first", () => {
  test("of Chromium", () => {
    expect(transportOf(chromium)).toEqual({
      ufrag: "V1uL",
      pwd: "gI3Hs4xiJ+Eoj69W/JKL5iRE",
      fingerprint:
        "B4:94:EE:E7:9D:BA:8A:30:D1:2A:B1:C7:DE:EB:C8:FE:1A:5A:54:5B:E8:BC:DB:F0:84:A9:9C:46:82:84:5D:80",
      setup: "actpass",
      candidates: [
        name("1c4989e5-ec79-4f9c-a4e8-f270b041a1e6", "644258951", 2113942271, 49716),
        name("154c8e80-fa59-4a7e-83b6-7681e9d49d72", "555020343", 2113937151, 35260),
        { foundation: "842163049", priority: 1677729535, address: "203.0.113.7", port: 61000, type: "srflx" },
      ],
    });
  });

  test("of Firefox, without TCP and loopback", () => {
    expect(transportOf(firefox)).toMatchObject({
      ufrag: "5ec246ee",
      fingerprint:
        "25:6D:F0:16:24:EF:E9:77:6A:F1:83:3C:F0:BC:8C:13:DA:B5:8E:31:ED:85:77:73:C2:77:08:EF:8F:6E:2E:D7",
      candidates: [
        name("2a08c40f-0bec-41c0-b4d9-d588c9bf2a6f", "1", 2122252543, 55840),
        name("756122e9-28ff-4fc7-a650-3e8ebeca4173", "0", 2122187007, 48925),
      ],
    });
  });

  test("with 8 candidates at most", () => {
    const many = Array.from(
      { length: 12 },
      (_, i) => `a=candidate:${i} 1 udp ${i + 1} 10.0.0.${i} 9 typ host\r\n`,
    );
    const { candidates } = transportOf(firefox.replaceAll(/^a=candidate.*\r\n/gmu, "") + many.join(""));
    expect(candidates.map(({ priority }) => priority)).toEqual([12, 11, 10, 9, 8, 7, 6, 5]);
  });

  test.each(["ice-ufrag", "ice-pwd", "fingerprint", "setup"])("without %s it is refused", (field) => {
    expect(() => transportOf(chromium.replace(`a=${field}:`, "a=x-"))).toThrow(field);
  });
});

test("DC11 the description built from fields has these fields", () => {
  const base64 = (min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(..."azAZ09+/"), minLength: min, maxLength: max });
  const address = fc.constantFrom("10.0.0.7", "fd12:3456::1", "6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local");
  const transport: fc.Arbitrary<Transport> = fc.record({
    ufrag: base64(4, 256),
    pwd: base64(22, 256),
    fingerprint: fc.constant(transportOf(firefox).fingerprint),
    setup: fc.constantFrom("actpass", "active", "passive"),
    candidates: fc
      .uniqueArray(
        fc.record({
          foundation: base64(1, 32),
          priority: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
          address,
          port: fc.integer({ min: 1, max: 65_535 }),
          type: fc.constantFrom("host", "srflx", "relay"),
        }),
        { maxLength: 8, selector: ({ priority }) => priority },
      )
      .map((list) => list.sort((a, b) => b.priority - a.priority)),
  });
  fc.assert(
    fc.property(transport, (t) => {
      expect(transportOf(sdpOf(t))).toEqual(t);
    }),
  );
});

describe("DC11 a candidate of the local network", () => {
  test.each([
    ["10.1.2.3", true],
    ["172.15.0.1", false],
    ["172.16.0.1", true],
    ["172.31.0.1", true],
    ["172.32.0.1", false],
    ["192.168.1.17", true],
    ["192.169.1.17", false],
    ["169.254.0.1", true],
    ["203.0.113.7", false],
    ["100.64.0.1", false],
    ["fd12:3456::1", true],
    ["fe80::1", true],
    ["fec0::1", false],
    ["fc::1", false],
    ["2001:db8::fd00:1", false],
    ["6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local", true],
    ["10.0.0.1.example", false],
  ])("%s: %s", (address, local) => {
    const host: Candidate = { foundation: "1", priority: 1, address, port: 9, type: "host" };
    expect(isLocal(host)).toBe(local);
    expect(isLocal({ ...host, type: "srflx" })).toBe(false);
  });
});
