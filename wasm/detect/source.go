package detect

import (
	"strings"

	"tashikame/wasm/auth"
	"tashikame/wasm/wire"
)

// readSource replaces a region that holds a mail's source by what its header
// says. The body stays unread: a signature that covers it is what matters
// there, and the mail itself is judged where it is shown.
func (m *Mail) readSource() {
	fields := auth.Header(m.Region.Text)
	value := func(name string) string { v, _ := auth.Get(fields, name); return v }
	name, address := splitAddress(value("from"))
	if _, count := auth.Get(fields, "from"); count != 1 {
		address = "" // RFC 5322 allows one; which of two is shown, nobody knows
	}
	_, reply := splitAddress(value("reply-to"))
	_, path := splitAddress(value("return-path"))
	m.Region = &wire.Region{Key: m.Region.Key, Kind: wire.RegionRaw, Fields: map[wire.Field]string{
		wire.FieldFromName: name, wire.FieldFromAddress: address,
		wire.FieldReplyTo: reply, wire.FieldReturnPath: path,
		wire.FieldSubject: value("subject"), wire.FieldDate: value("date"),
	}}
	if m.Site != nil {
		m.DMARC = auth.ReadDMARC(fields, m.Site.AuthServ)
	}
}

// splitAddress takes a From line apart: what stands in the last angle brackets
// is the address.
func splitAddress(line string) (name, address string) {
	open, closed := strings.LastIndexByte(line, '<'), strings.LastIndexByte(line, '>')
	if open < 0 || closed < open {
		return "", strings.TrimSpace(line)
	}
	return strings.Trim(strings.TrimSpace(line[:open]), `"`), line[open+1 : closed]
}
