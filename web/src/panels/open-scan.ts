// Opens a scanned room: reads the file, asks before anything is replaced, and stores it as one change.

import { html, nothing } from "lit-html";
import type { RoomPanelTexts } from "../i18n/room-panel/index.ts";
import { roomOfFile } from "../import/file.ts";
import { ScanError, type ScannedRoom } from "../import/types.ts";
import { withFinishes } from "../model/finishes.ts";
import type { PlanBody } from "../model/index.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import { scanState } from "./scan-state.ts";
import { isUntouched } from "./untouched.ts";

type ScanTexts = RoomPanelTexts["scan"];

/** Opens the room in a file, or displays why that is impossible. */
export async function openScan(file: File, context: Context, texts: ScanTexts): Promise<void> {
  let scanned: ScannedRoom;
  try {
    scanned = await roomOfFile(file, texts.names);
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    return scanState.set(context, { problem: texts.faults[error.fault] });
  }
  if (isUntouched(context.scene)) return replace(context, scanned, texts);
  scanState.set(context, { question: (asked, close) => question(asked, { scanned, texts, close }) });
  context.openDialog("scan");
}

function question(
  context: Context,
  { scanned, texts, close }: { scanned: ScannedRoom; texts: ScanTexts; close: () => void },
) {
  const { shell, pieces } = scanned;
  const { items } = context.scene;
  const run = () => {
    close();
    replace(context, scanned, texts);
  };
  const walls = shell.outline.length + shell.walls.length;
  return html`<p>${texts.found(walls, shell.doors.length, shell.windows.length)}</p>
    ${pieces.length > 0 ? html`<p>${texts.added(pieces.length)}</p>` : nothing}
    ${items.size > 0 ? html`<p>${texts.stays(items.size)}</p>` : nothing}
    <p class="hint">${texts.undo}</p>
    <div class="button-row end">${button({ label: context.words.cancel, action: "cancel", run: close })}
      ${button({ kind: "primary", label: texts.replace, action: "replace-by-scan", run })}</div>`;
}

function replace(context: Context, { shell, pieces }: ScannedRoom, { label }: ScanTexts): void {
  const { scene, actions } = context;
  actions.replaceRoom(withShell(scene.plan, shell), pieces, label);
  // In the next frame, when the view has the new outline, all of it is displayed.
  requestAnimationFrame(() => context.host.view().fit());
  if (context.narrow()) context.open(undefined);
}

/** Returns a plan with a scan's walls, without what was fixed to the old ones. */
function withShell({ name, units, delivery, finishes }: PlanBody, shell: ScannedRoom["shell"]): PlanBody {
  const plan = { name, units, ...shell, ...(delivery ? { delivery } : {}) };
  return withFinishes(plan, { ...finishes, each: undefined });
}
