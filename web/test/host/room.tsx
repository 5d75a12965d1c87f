// A shop's React page: the component, and the element itself in JSX.

import { useRef } from "react";
import { HomstylePlanner, type PlannerElement } from "../../dist/react.js";

export function Room({ room }: { room: string }) {
  const planner = useRef<PlannerElement>(null);
  return (
    <>
      <HomstylePlanner
        ref={planner}
        roomUrl={room}
        view="2d"
        onCart={({ lines }) => console.log(lines.length)}
        onError={({ code }) => console.warn(code)}
      />
      <button type="button" onClick={() => planner.current?.fit()}>
        All of it
      </button>
      <homstyle-planner room-url={room} lang="sv" />
    </>
  );
}

// @ts-expect-error: without a room there is nothing to open.
export const roomless = <homstyle-planner lang="sv" />;
