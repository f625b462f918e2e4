import { make, nodeType, viewOf } from '../shown/node.ts';

/**
 * Gives a document or a shadow root a style sheet. A constructed sheet needs
 * no node and no leave from the page's CSP; Firefox refuses it to content
 * scripts, and there a <style> in our own shadow root is let through.
 */
export function adopt(root: Document | ShadowRoot, css: string): void {
  const view = viewOf(root) ?? window;
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
  } catch {
    if (nodeType(root) === Node.DOCUMENT_NODE) return;
    const style = make('style');
    style.textContent = css;
    root.append(style);
  }
}
