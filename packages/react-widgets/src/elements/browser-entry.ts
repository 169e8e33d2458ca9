// `parley-inbox.js`: everything a page without React needs for `<parley-inbox>`.
import { defineParleyInbox } from './index.ts';

defineParleyInbox();
