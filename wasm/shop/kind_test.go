package shop

import (
	"testing"

	"tashikame/wasm/rules"
)

func TestKindOf(t *testing.T) {
	book := *rules.Baseline()
	book.Sites = append([]rules.Site{{ID: "test", Hosts: []string{"mail.mailbox.example"}}}, book.Sites...)
	const shop = "https://www.amazon.co.jp"
	for _, c := range []struct {
		url  string
		want Kind
	}{
		{shop + "/dp/B0EXAMPL01", Product},
		{shop + "/dp/B0EXAMPL01/ref=sr_1_1?keywords=x", Product},
		{shop + "/%E7%89%87%E6%89%8B%E9%8D%8B-16cm/dp/B0EXAMPL01", Product},
		{shop + "/-/en/dp/B0EXAMPL01", Product},
		{shop + "/-/en/Pan/dp/4000000000?th=1", Product},
		{shop + "/gp/product/B0EXAMPL01?ie=UTF8", Product},
		{shop + "/gp/aw/d/B0EXAMPL01", Product},
		{"https://amazon.co.jp/dp/B0EXAMPL01", Product},
		{"HTTPS://WWW.AMAZON.CO.JP/dp/B0EXAMPL01", Product},
		{shop + "/gp/css/order-history?ref_=nav_orders_first", Orders},
		{shop + "/gp/your-account/order-history/ref=ppx", Orders},
		{shop + "/your-orders/orders?timeFilter=year-2026", Orders},
		{shop + "/your-orders/order-details?orderID=249-1234567-1234567", OrderDetail},
		{shop + "/gp/your-account/order-details?orderID=249-1234567-1234567", OrderDetail},
		{shop + "/gp/css/summary/print.html?orderID=249-1234567-1234567", OrderDetail},
		{shop + "/gc/redeem?ref_=gcui", GiftcardRedeem},
		{shop + "/gc/balance", GiftcardBalance},
		{shop + "/o/ASIN/4000000000", Product},
		{shop + "/gp/legacy/order-history?opt=ab", Orders},
		{shop + "/gp/digital/your-account/order-summary.html?orderID=D01-1234567-1234567", OrderDetail},
		{shop + "/gp/aw/c?ref_=navm", Cart},
		{shop + "/product-reviews/B0EXAMPL01", Other},
		{shop + "/gp/message#!/inbox", Messages},
		{shop + "/-/en/gp/message", Messages},
		{"https://mail.mailbox.example/u/0/#inbox", Mail},

		{shop + "/", Other},
		{shop, Other},
		{shop + "/dp/", Other},
		{shop + "/dp/short", Other},
		{shop + "/gp/product/handle-buy-box", Other},
		{shop + "/s?k=/dp/B0EXAMPL01", Other},
		{shop + "/gp/help/customer/display.html?nodeId=201889310", Other},
		{shop + "/gc/redeemable", Other},
		{shop + "/a/b/c/dp/B0EXAMPL01", Other},
		{"https://music.amazon.co.jp/dp/B0EXAMPL01", Other},
		{"https://www.amazon.co.jp.kutsu.example/dp/B0EXAMPL01", Other},
		{"https://www.amazon.co.jp@kutsu.example/gc/redeem", Other},
		{"https://kutsu.example/gc/redeem", Other},
		{"ftp://www.amazon.co.jp/gc/redeem", Other},
		{"file:///home/a/www.amazon.co.jp/gc/redeem", Other},
		{"", Other},
	} {
		if got := KindOf(&book, c.url); got != c.want {
			t.Errorf("%s: %s, want %s", c.url, got, c.want)
		}
	}
}
