// What is in the dialogs: loaded when one is opened.

import type { DialogName } from "./context.ts";
import type { Body } from "./dialog.ts";
import { helpBody } from "./help.ts";
import { inviteBody } from "./invite.ts";
import { renameBody } from "./rename.ts";

export const bodies: Record<DialogName, Body> = { invite: inviteBody, rename: renameBody, help: helpBody };
