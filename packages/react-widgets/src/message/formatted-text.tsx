import { Fragment, type ReactNode, useMemo } from 'react';
import { formatText, type TextNode } from './format-text.ts';

/** A message's text with its markup, as React nodes: never as HTML. */
export function FormattedText({ text }: { readonly text: string }): ReactNode {
  return useMemo(() => draw(formatText(text)), [text]);
}

function draw(nodes: readonly TextNode[]): ReactNode {
  // Nodes have no identity of their own and are never moved: their place is their key.
  return nodes.map((node, place) => {
    const key = String(place);
    if (typeof node === 'string') return <Fragment key={key}>{node}</Fragment>;
    switch (node.type) {
      case 'bold':
        return <strong key={key}>{draw(node.children)}</strong>;
      case 'italic':
        return <em key={key}>{draw(node.children)}</em>;
      case 'strike':
        return <s key={key}>{draw(node.children)}</s>;
      case 'code':
        return <code key={key}>{node.text}</code>;
      case 'link':
        return (
          <a key={key} href={node.href} target="_blank" rel="noopener noreferrer" tabIndex={-1}>
            {node.text}
          </a>
        );
    }
    return null;
  });
}
