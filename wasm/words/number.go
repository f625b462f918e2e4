package words

// orderNumber is the form of an order number; 0 stands for any digit.
const orderNumber = "000-0000000-0000000"

// OrderNumbers gives the order numbers in a text, each once, at most eight: a
// mail about one order or a few names no more.
func OrderNumbers(text string) []string {
	const most = 8
	var out []string
	for i := 3; i+len(orderNumber)-3 <= len(text) && len(out) < most; i++ {
		if text[i] != '-' {
			continue
		}
		start, end := i-3, i-3+len(orderNumber)
		if !hasForm(text[start:end]) || digitAt(text, start-1) || digitAt(text, end) {
			continue
		}
		if number := text[start:end]; !holds(out, number) {
			out = append(out, number)
		}
	}
	return out
}

func hasForm(s string) bool {
	for i := range len(orderNumber) {
		if orderNumber[i] == '0' && !digitAt(s, i) || orderNumber[i] != '0' && s[i] != orderNumber[i] {
			return false
		}
	}
	return true
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

func holds(list []string, s string) bool {
	for _, other := range list {
		if other == s {
			return true
		}
	}
	return false
}
