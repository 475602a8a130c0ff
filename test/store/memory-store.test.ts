import { memoryStore } from '../fakes/memory-store.ts';
import { describeStore } from './store-contract.ts';
import { beforeEach } from 'vitest';
import type { Store } from '../../src/store/store.ts';

let store: Store;
beforeEach(() => {
  store = memoryStore();
});

describeStore('memory store', async () => store);
