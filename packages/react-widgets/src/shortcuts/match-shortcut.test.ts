import { describe, expect, it, vi } from 'vitest';
import { defaultKeymap, keymapWith } from './keymap.ts';
import { matchShortcut, type PressedKey, showKeys } from './match-shortcut.ts';
import { createShortcutRegistry } from './shortcut-registry.ts';

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  hasAltGraph: false,
  ...more,
});
const match = (key: string, more?: Partial<PressedKey>) => matchShortcut(press(key, more), defaultKeymap);

describe('shortcuts', () => {
  it('are single keys, some with Shift or the main modifier', () => {
    expect(match('j')).toBe('conversation.next');
    expect(match('e')).toBe('conversation.resolve');
    expect(match('E', { shiftKey: true })).toBe('conversation.resolveAndNext');
    expect(match('Enter', { metaKey: true })).toBe('composer.send');
    expect(match('Enter', { ctrlKey: true, shiftKey: true })).toBe('composer.sendAndResolve');
  });

  it('take signs wherever the keyboard has them', () => {
    expect(match('?', { shiftKey: true })).toBe('help');
    expect(match('?')).toBe('help');
    expect(match('/', { shiftKey: true })).toBe('list.filter');
  });

  it('ignore keys with other modifiers, input methods and AltGr', () => {
    expect(match('e', { ctrlKey: true })).toBeUndefined();
    expect(match('e', { altKey: true })).toBeUndefined();
    expect(match('j', { shiftKey: true })).toBeUndefined();
    expect(match('j', { isComposing: true })).toBeUndefined();
    expect(match('j', { keyCode: 229 })).toBeUndefined();
    expect(match('s', { hasAltGraph: true })).toBeUndefined();
    expect(match('Dead')).toBeUndefined();
  });

  it('can be changed, taken away one by one, and switched off', () => {
    const keymap = keymapWith({ 'conversation.next': ['ArrowDown', 'g'], 'conversation.resolve': null });
    expect(keymap?.['conversation.next']).toEqual(['ArrowDown', 'g']);
    expect(keymap && matchShortcut(press('g'), keymap)).toBe('conversation.next');
    expect(keymap && matchShortcut(press('j'), keymap)).toBeUndefined();
    expect(keymap && matchShortcut(press('e'), keymap)).toBeUndefined();
    expect(keymapWith(false)).toBeUndefined();
  });

  it('go to the newest handler and to nobody after the last has gone', () => {
    const registry = createShortcutRegistry(defaultKeymap);
    const first = vi.fn();
    const second = vi.fn();
    registry.register('back', first);
    const end = registry.register('back', second);
    expect(registry.run('back')).toBe(true);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    end();
    registry.run('back');
    expect(first).toHaveBeenCalledOnce();
    expect(registry.run('help')).toBe(false);
    expect(registry.active()).toEqual(['back']);
  });

  it('are shown as the machine writes them', () => {
    expect(showKeys('Mod+Shift+Enter', true)).toBe('⌘⇧↩');
    expect(showKeys('Mod+Shift+Enter', false)).toBe('Ctrl+Shift+Enter');
    expect(showKeys('j', false)).toBe('J');
  });
});
