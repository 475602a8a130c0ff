import type { PanelDrawing } from '../../src/panel/drawing.ts';
import { type Board, readBoard } from './board.ts';
import { panelCard } from './card.ts';

/** How panels are read and drawn. */
export const panelDrawing: PanelDrawing<Board> = { read: readBoard, draw: panelCard };
