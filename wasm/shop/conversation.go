package shop

import "tashikame/wasm/page"

// HasMessages says whether what was cut out of a page holds messages of a
// conversation. Where it does, the cut holds nothing else that has words.
func (r *Reader) HasMessages(cut string) bool {
	k := r.pages[Conversation]
	return k != nil && len(k.parts.Find(page.NewTree(cut, nil))["message"]) > 0
}
