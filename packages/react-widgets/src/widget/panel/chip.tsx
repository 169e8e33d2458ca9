/** @jsxImportSource preact */
import { Icon, type IconName } from './icon.tsx';

/** Something with a name and a line about it. */
export function Chip(props: { readonly icon: IconName; readonly title: string; readonly detail: string }) {
  return (
    <span class="chip">
      <Icon name={props.icon} />
      <span class="chip-text">
        <bdi>{props.title}</bdi>
        {props.detail !== '' && (
          <small>
            <bdi>{props.detail}</bdi>
          </small>
        )}
      </span>
    </span>
  );
}
