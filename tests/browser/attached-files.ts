import { randomBytes } from 'node:crypto';
import { gradientPng } from '@parley/simulator';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { InboxWindow } from './inbox-parts.ts';

/** A file an agent has. */
export interface GivenFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A picture. */
export const png = (name: string, hue = 200): GivenFile => ({
  name,
  type: 'image/png',
  bytes: gradientPng(120, 80, hue),
});

/** Bytes that cannot be made smaller. */
export const noise = (name: string, type: string, sizeBytes: number): GivenFile => ({
  name,
  type,
  bytes: randomBytes(sizeBytes),
});

/** The files of an agent's composer. */
export interface AttachedFiles {
  readonly attach: Locator;
  chip(name: string): Locator;
  /** Resolves once the file is in this state. */
  inState(name: string, state: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Lets files go over the box, as the browser tells it. */
  drop(...files: readonly GivenFile[]): Promise<void>;
  pick(...files: readonly GivenFile[]): Promise<void>;
  /** By the clipboard and its key. */
  pasteImage(file: GivenFile): Promise<void>;
}

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** See {@link AttachedFiles}. */
export function attachedFiles({ page, part, input }: InboxWindow): AttachedFiles {
  const composer = part('composer');
  const attach = composer.getByRole('button', { name: 'Attach files' });
  return {
    attach,
    chip: (name) => composer.locator('[data-kind="chip"]').filter({ hasText: name }),
    inState: (name, state) =>
      composer.locator(`[data-kind="chip"][data-state="${state}"]`, { hasText: name }).waitFor(),
    remove: (name) => composer.getByRole('button', { name: `Remove ${name}` }).click(),
    async drop(...files) {
      const given = files.map(({ name, type, bytes }) => ({ name, type, base64: base64Of(bytes) }));
      const dataTransfer = await page.evaluateHandle((all) => {
        const dropped = new DataTransfer();
        for (const { name, type, base64 } of all) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          dropped.items.add(new File([bytes], name, { type }));
        }
        return dropped;
      }, given);
      await composer.dispatchEvent('dragover', { dataTransfer });
      expect(await composer.getAttribute('data-over')).not.toBeNull();
      await composer.dispatchEvent('drop', { dataTransfer });
      expect(await composer.getAttribute('data-over')).toBeNull();
    },
    async pick(...files) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), attach.click()]);
      expect(chooser.isMultiple()).toBe(true);
      await chooser.setFiles(
        files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) })),
      );
    },
    async pasteImage({ bytes }) {
      await page.evaluate(async (base64) => {
        const given = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        await navigator.clipboard.write([
          new ClipboardItem({ 'image/png': new Blob([given], { type: 'image/png' }) }),
        ]);
      }, base64Of(bytes));
      await input.focus();
      await page.keyboard.press('ControlOrMeta+v');
    },
  };
}
