import { describeAdapter } from './adapter-contract.ts';
import { createDeskHarness, DESK_TRAITS } from './desk-harness.ts';

describeAdapter('the desk on this machine', () => createDeskHarness('open'), DESK_TRAITS);
describeAdapter('the desk with logins', () => createDeskHarness('password'), DESK_TRAITS);
