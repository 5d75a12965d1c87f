// What is in the dialogs: loaded when one is opened.

import type { Context, DialogName } from "./context.ts";
import type { Body } from "./dialog.ts";
import { helpBody } from "./help.ts";
import { inviteBody } from "./invite.ts";
import { renameBody } from "./rename.ts";

export const bodies: Record<DialogName, { title: (context: Context) => string; body: Body }> = {
  invite: { title: ({ words }) => words.invite.title, body: inviteBody },
  rename: { title: ({ words }) => words.people.yourName, body: renameBody },
  help: { title: ({ words }) => words.help.title, body: helpBody },
};
