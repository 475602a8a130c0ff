import { certificateActions } from './certificate-actions.ts';
import { domainActions } from './domain-actions.ts';
import { keyActions } from './key-actions.ts';
import { refererActions } from './referer-actions.ts';

/** What is about the account itself: domains, their keys and certificates, who may embed. */
export const accountActions = { ...domainActions, ...keyActions, ...refererActions, ...certificateActions };
