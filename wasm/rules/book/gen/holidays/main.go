// Command holidays writes holidays.yaml, Japan's national holidays as the book
// keeps them, from the npm package @holiday-jp/holiday_jp (MIT), which follows
// the Cabinet Office's list. Run it from wasm/rules/book: go generate.
//
// The two equinoxes are announced in February of the year before; later ones
// are computed and can still move, which a later book then says.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
)

const (
	source  = "../../../node_modules/@holiday-jp/holiday_jp"
	from    = 2023
	to      = 2032
	heading = `# yaml-language-server: $schema=schema/holidays.json
# Japan's national holidays, four digits (MMDD) a day, a line for each year.
# Generated from @holiday-jp/holiday_jp %s (MIT, see NOTICE): go generate ./wasm/rules/book
`
)

func main() {
	if err := write("holidays.yaml"); err != nil {
		fmt.Fprintln(os.Stderr, "writing holidays.yaml:", err)
		os.Exit(1)
	}
}

func write(file string) error {
	var about struct{ Version string }
	text, err := os.ReadFile(source + "/package.json")
	if err != nil {
		return fmt.Errorf("%w (npm ci brings it)", err)
	}
	if err := json.Unmarshal(text, &about); err != nil {
		return err
	}
	script, err := os.ReadFile(source + "/lib/holidays.js")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, heading, about.Version)
	fmt.Fprintf(&out, "from: %d\nto: %d\ndays:\n", from, to)
	for year := from; year <= to; year++ {
		days := daysOf(script, year)
		if len(days) == 0 {
			return fmt.Errorf("%s has no holidays of %d", source, year)
		}
		fmt.Fprintf(&out, "  - %q # %d\n", strings.Join(days, ""), year)
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// daysOf gives the holidays of a year as MMDD, in order.
func daysOf(script []byte, year int) []string {
	entry := regexp.MustCompile(fmt.Sprintf(`"%d-(\d\d)-(\d\d)": \{`, year))
	var days []string
	for _, day := range entry.FindAllSubmatch(script, -1) {
		days = append(days, string(day[1])+string(day[2]))
	}
	return days
}
