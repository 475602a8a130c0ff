import type { ViewContext } from '../live/reader.ts';
import type { Card } from '../reply.ts';
import type { Panel, Shows } from './panel.ts';

/** A panel as it is to be shown. */
export interface Drawn {
  /** Without footer. Says nothing that changes by itself, as `3 min ago`: the message is edited when it changes. */
  readonly card: Card;
  /** Keys of the targets that it shows: a command on one of them makes it look again. */
  readonly targets: readonly string[];
  /** Whether everything could be read. */
  readonly complete: boolean;
}

/** How states are read and drawn. `Board`: one reading of an account, in no language. */
export interface PanelDrawing<Board> {
  /**
   * Reads what is shown, in few calls. Does not reject where the cloud fails: the board says what is not known, and
   * since when by `before`, the reading before.
   */
  read(context: ViewContext, shows: readonly Shows[], before: Board | undefined): Promise<Board>;
  draw(context: ViewContext, panel: Pick<Panel, 'shows'>, board: Board): Drawn;
}
