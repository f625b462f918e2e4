package detect

import "tashikame/wasm/wire"

// code-to-scan: wants a code read off the mail by telephone, to sign in or to
// pay. The link is in a picture then, and on the telephone nothing checks it.
var CodeToScan = Detector{
	ID: "code-to-scan",
	Look: func(m *Mail, found func(*wire.Finding)) {
		if m.Claim.Strength == Strong && m.scans() {
			hit, _ := m.Said("scan-code")
			found(m.saying(m.gravity(), hit))
		}
	},
}

// scans says whether the mail shows a picture, wants it scanned and demands
// something. A code can be drawn with the cells of a table, too: where there is
// no link either, something is there to be scanned.
func (m *Mail) scans() bool {
	_, said := m.Said("scan-code")
	return said && (len(m.Doc.Images) > 0 || len(m.Doc.Links) == 0) && m.Demands()
}

// LeadsUnseen says whether the mail leads where nobody can read: by a form
// whose destination the webmail took away, a file that runs, a code to scan.
func (m *Mail) LeadsUnseen() bool { return m.formLeadsNowhere() || m.runs() != "" || m.scans() }

// gravity is that of what a brand never does and its sellers may not.
func (m *Mail) gravity() wire.Severity {
	if m.Claim.Seller {
		return wire.CautionSign
	}
	return wire.Danger
}
