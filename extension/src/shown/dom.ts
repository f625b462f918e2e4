import { make } from './node.ts';

/** Under `elementtiming` a browser tells when it has painted an element; make bench asks for it. */
type Attribute = 'class' | 'role' | 'title' | 'type' | 'lang' | 'elementtiming' | `aria-${string}` | `data-${string}`;
type Props = Partial<Record<Attribute, string>>;

/** Makes an element. Children that are strings become text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = make(tag);
  for (const [name, value] of Object.entries(props) as [string, string][]) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
