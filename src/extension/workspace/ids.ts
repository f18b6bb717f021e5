import { v7 } from 'uuid';
import type { IdPort } from '../../core/ports';

export const ids: IdPort = { next: () => v7() };
