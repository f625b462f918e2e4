/** Whether our own elements are to be dark or light. */
import { bodyOf, parentElement, rootOf } from '../shown/node.ts';

/** Pages have themes of their own, so the page is asked, not the system; again when either may have changed. */
export function followScheme(host: HTMLElement, signal: AbortSignal): void {
  const follow = () => {
    host.dataset['scheme'] = scheme(host);
  };
  const root = new MutationObserver(follow);
  for (const el of [rootOf(document), bodyOf(document)]) root.observe(el, { attributes: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow, { signal });
  signal.addEventListener('abort', () => root.disconnect());
  follow();
}

function scheme(host: Element): 'dark' | 'light' {
  for (let el = parentElement(host); el; el = parentElement(el)) {
    const [r, g, b, alpha = 1] =
      getComputedStyle(el)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    if (r === undefined || g === undefined || b === undefined || alpha < 0.5) continue;
    return r * 0.3 + g * 0.59 + b * 0.11 < 110 ? 'dark' : 'light';
  }
  return getComputedStyle(rootOf(document)).colorScheme === 'dark' ? 'dark' : 'light';
}
