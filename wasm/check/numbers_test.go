package check

import (
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/codec"
	"tashikame/wasm/wire"
)

const toPay = "お支払い番号のお知らせ " + order

// payBy is a mail about a payment at a konbini.
func payBy(date string) wire.Snapshot {
	return letter(toPay, date, `<p>コンビニ払いのお支払い番号をお知らせします。</p><p>お支払い番号: 8125-0947306</p><p>払込票番号（セブン-イレブン）: 8125094730612</p>
		<p>お客様番号 12345678901</p><p>お支払い期限: 2026年11月25日 23:59</p><p>注文番号 `+order+`</p>`+fits)
}

func TestNumbersToPayByOnlyInAGenuineMail(t *testing.T) {
	inbox := opened(t, row("Amazon.co.jp", toPay, "2026/11/20 18:04"))
	got := core.CheckWith(payBy(date), inbox).Judgements[0]
	want := []string{"81250947306", "8125094730612"}
	if got.Verdict != wire.Genuine || len(got.Dues) != 1 || !slices.Equal(got.Dues[0].Numbers, want) {
		t.Errorf("proven: %s, %+v; want %q", got.Verdict, got.Dues, want)
	}
	for name, mail := range map[string]wire.Snapshot{
		"not listed": payBy("2026年11月21日(土) 9:00"),
		"forged":     with(payBy(date), wire.FieldFromAddress, "amazon@kutsu.example"),
	} {
		got := core.CheckWith(mail, inbox).Judgements[0]
		said, _ := codec.Marshal(got)
		for _, number := range append(want, "8125-0947306") {
			if strings.Contains(said, number) {
				t.Errorf("%s (%s): %s is named", name, got.Verdict, number)
			}
		}
	}
}

func TestNumbersToPayByOnTheOrderPage(t *testing.T) {
	const url = "https://www.amazon.co.jp/your-orders/order-details?orderID=249-0000080-0000080"
	got := readPage(t, url, "order-detail-unpaid")
	if len(got.Dues) != 1 || !slices.Equal(got.Dues[0].Numbers, []string{"12345678901", "1234567890123"}) || got.Dues[0].Open == "" {
		t.Errorf("%+v", got.Dues)
	}
}
