package auth

import (
	"slices"
	"strings"
)

// DMARC is what the receiving host says of the From domain's policy.
type DMARC struct {
	// Stated is true when the host says anything that can be believed.
	Stated bool
	Pass   bool
	// Fail is not the opposite of Pass: there may have been no policy, or no answer.
	Fail bool
	// From is the domain it speaks of.
	From string
}

// sendersFields are fields that the sender writes. A statement of the
// receiving host stands above all of them, since hosts add on top.
var sendersFields = []string{"from", "to", "subject", "date", "message-id", "mime-version", "content-type", "reply-to", "sender"}

// ReadDMARC reads the statement of the host that calls itself id. It is taken
// for not stated where there are two of that id, where it stands among the
// sender's fields, and where it is not in the plain shape such hosts write.
func ReadDMARC(fields []Field, id string) DMARC {
	if id == "" {
		return DMARC{}
	}
	stated, count, below := "", 0, false
	for _, f := range fields {
		if f.Name == "authentication-results" && serves(f.Value, id) {
			if below {
				return DMARC{}
			}
			stated = f.Value
			count++
		}
		below = below || slices.Contains(sendersFields, f.Name)
	}
	if count != 1 || !below {
		return DMARC{}
	}
	return Parse(stated)
}

// serves says whether a value is a statement of the host id.
func serves(value, id string) bool {
	first, _, _ := strings.Cut(value, ";")
	name := strings.Fields(uncomment(first))
	return len(name) > 0 && strings.EqualFold(name[0], id)
}

// Parse reads the results of one statement (RFC 8601 §2.2), of which DMARC's
// alone matters here. Whether it is to be believed is the caller's to know. A test holds it to package authres of go-msgauth, which
// would bring package fmt, a twentieth of the core.
func Parse(value string) DMARC {
	value = uncomment(value)
	// An envelope address may hold a quoted string, and in it anything:
	// "; dmarc=pass header.from=…". No host quotes what it states itself.
	if strings.ContainsAny(value, "\"\\") {
		return DMARC{}
	}
	var out DMARC
	_, value, _ = strings.Cut(value, ";")
	for value != "" {
		var result string
		result, value, _ = strings.Cut(value, ";")
		words := strings.Fields(result)
		if len(words) == 0 {
			continue
		}
		method, answer, ok := strings.Cut(words[0], "=")
		if !ok || !strings.EqualFold(method, "dmarc") {
			continue
		}
		if out.Stated { // two answers are none
			return DMARC{}
		}
		answer = strings.ToLower(answer)
		out = DMARC{Stated: true, Pass: answer == "pass", Fail: answer == "fail", From: property(words[1:], "header.from")}
	}
	return out
}

// property gives the value of one property of a result, in lower case.
func property(words []string, name string) string {
	for _, word := range words {
		if key, value, ok := strings.Cut(word, "="); ok && strings.EqualFold(key, name) {
			return strings.ToLower(value)
		}
	}
	return ""
}

// uncomment takes comments off (RFC 5322 §3.2.2); they nest, and hosts put
// what senders wrote into them. An unclosed one swallows the rest.
func uncomment(s string) string {
	out := make([]byte, 0, len(s))
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && depth > 0:
			i++
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			out = append(out, c)
		}
	}
	return string(out)
}
