/** A click on a reminder brings up what is due. */
export async function showAgenda(notification: string): Promise<void> {
  await chrome.notifications.clear(notification);
  await bringUp();
}

/** Opens the popup over the window in front, or in a tab where that cannot be. */
export async function bringUp(): Promise<void> {
  try {
    await chrome.action.openPopup();
  } catch {
    await chrome.tabs.create({ url: chrome.runtime.getURL('popup.html') });
  }
}

/** Once, after installing. */
export async function welcome(): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL('welcome.html') });
}
