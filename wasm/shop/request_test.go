package shop

import (
	"testing"
	"time"
)

var midday = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)

const productURL = "https://www.amazon.co.jp/dp/B0EXAMPL01"

// Pages drawn in other ways than the fixtures are.
func TestWhereARequestStands(t *testing.T) {
	const signedIn = `<input type="hidden" id="hdp-ib-signedIn" value="true">`
	for _, c := range []struct{ name, html, want string }{
		{"the request is a link", signedIn + `<div id="hdp_notRequested_desktop"><a href="#" class="btn">招待をリクエストする</a></div>`, notRequested},
		{"only words in the container", signedIn + `<div id="hdp_requested_desktop">Requested</div>`, requested},
		{"a container outside the buy box", `<div id="buybox"></div><section><div id="hdp_consumed_desktop">ご利用済み</div></section>`, consumed},
		{"hidden by a style", `<div id="hdp_invited_desktop" style="display: none">招待されました</div><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"hidden by the page's own style sheet", `<style>.x1{display:none}</style><div id="hdp_invited_desktop" class="x1">招待されました</div><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"hidden, says the browser", `<div id="hdp_invited_desktop" data-unseen>招待されました</div><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"hidden further out", `<div class="aok-hidden"><p><div id="hdp_invited_desktop">招待されました</div></p></div><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"in a template", `<template><div id="hdp_invited_desktop">招待されました</div></template><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"in a script", `<script type="text/html"><div id="hdp_invited_desktop">招待されました</div></script><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"in a comment", `<!-- <div id="hdp_invited_desktop">招待されました</div> --><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"an id that only begins alike", `<div id="hdp_invited_desktop_2">招待されました</div><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, requested},
		{"says what happens when", `<div id="hdp_requested_desktop">招待をリクエスト済み<p>招待されましたら、購入期限が過ぎるまでにご注文ください。</p></div>`, requested},
		{"the same in English", `<div id="hdp_requested_desktop">Invitation requested<p>We'll email you once you've been invited. After the invitation has expired you can't buy.</p></div>`, requested},
		{"not invited yet", `<div id="hdp_requested_desktop">招待をリクエスト済み。まだ招待されていません。</div>`, requested},
		{"lapsed, and the button is still dead", `<div id="hdp_expired_desktop">招待の期限が切れました<button disabled>招待をリクエスト済み</button></div>`, expired},
		{"lapsed, and a dead button says request", `<div id="hdp_expired_desktop">招待の期限が切れました<button disabled>招待をリクエストする</button></div>`, expired},
		{"lapsed, and the button is alive", signedIn + `<div id="hdp_expired_desktop">招待の期限が切れました<button id="hdp-invite-button">招待をリクエストする</button></div>`, openAgain},
		{"lapsed, with the button elsewhere in the buy box", signedIn + `<div id="buybox"><div id="hdp_expired_desktop">招待の期限が切れました</div><input name="submit.inviteButton" type="submit" value="招待をリクエストする"></div>`, openAgain},
		{"lapsed, with a button that says nothing", `<div id="hdp_expired_desktop">招待の期限が切れました<button></button></div>`, Unknown},
		{"asked to sign in", `<div id="buybox"><p>招待された方のみご購入いただけます。</p><a href="/ap/signin">招待をリクエストするには、ログインしてください</a></div>`, signedOut},
		{"signed out, by the flag alone", `<input type="hidden" id="hdp-ib-signedIn" value="false"><div id="hdp_notRequested_desktop"><button>招待をリクエストする</button></div>`, signedOut},
		{"whether signed in cannot be told", `<input type="hidden" id="hdp-ib-signedIn"><div id="hdp_notRequested_desktop"><button>招待をリクエストする</button></div>`, Unknown},
		{"signed out and requested", `<input type="hidden" id="hdp-ib-signedIn" value="false"><div id="hdp_requested_desktop">招待をリクエスト済み</div>`, Unknown},
		{"an ordinary page", `<div id="buybox"><input id="add-to-cart-button" type="submit" value="カートに入れる"></div>`, buyable},
		{"an ordinary page whose button is dead", `<div id="buybox"><input id="add-to-cart-button" type="submit" value="カートに入れる" disabled></div>`, Unknown},
		{"sold out", `<div id="availability">現在在庫切れです。</div>`, unavailable},
		{"sold out, in a hidden template only", `<div class="aok-hidden"><div id="availability">現在お取り扱いできません。</div></div>`, Unknown},
		{"sold out, in a review only", `<div id="reviews">現在在庫切れです。</div>`, Unknown},
		{"asked about in a question", `<div id="ask">招待をリクエスト済み</div><div id="buybox"></div>`, Unknown},
		{"a cart button in a carousel only", `<div id="sims" class="a-carousel"><button>カートに入れる</button></div>`, Unknown},
		{"a friend's invitation is not a sale's", `<div id="buybox">友達を招待してポイント<input id="add-to-cart-button" type="submit" value="カートに入れる"></div>`, Unknown},
		{"nothing", ``, Unknown},
		{"not closed", `<div id="hdp_requested_desktop">招待をリクエスト済み`, requested},
		{"closed too often", `</div></div></p><div id="hdp_requested_desktop">招待をリクエスト済み</div></div></div>`, requested},
	} {
		got, ok := reader.Read(productURL, c.html, "ja", midday)
		if !ok || got.Status != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, got.Status, got.Reason, c.want)
		}
		if got.Status == Unknown && got.Reason == "" {
			t.Errorf("%s: unknown, and no reason", c.name)
		}
	}
}

func TestByWhenAnInvitationHasToBeUsed(t *testing.T) {
	for timer, want := range map[string]string{
		`<span id="expiryTime">47時間59分</span>`:                                "2026-11-24T11:59:00+09:00",
		`<span id="expiryTime">1日 3時間 20分</span>`:                             "2026-11-23T15:20:00+09:00",
		`<span id="expiryTime">00:30:00</span>`:                               "2026-11-22T12:30:00+09:00",
		`<span id="expiryTime">2026年11月25日 10:00</span>`:                      "2026-11-25T10:00:00+09:00",
		`<span id="expiryTime" data-expiry="1795694399"></span>`:              "2026-11-26T20:59:59+09:00",
		`<span id="expiryTime" data-time="2026-11-25T01:00:00Z">--:--</span>`: "2026-11-25T10:00:00+09:00",
		`<span id="expiryTime">Time left: 1 day 3 hours</span>`:               "2026-11-23T15:00:00+09:00",
		`<p>購入期限：11月24日(火) 23:59</p>`:                                         "2026-11-24T23:59:00+09:00",
		`<span id="expiryTime">まもなく</span>`:                                   "",
		`<span id="expiryTime" class="aok-hidden">47時間59分</span>`:             "",
		`<span id="expiryTime" data-expiry="99999999999999999999"></span>`:    "",
		`<p>発売日：2026年12月1日</p>`:                                               "",
	} {
		got, _ := reader.Read(productURL, `<div id="hdp_invited_desktop"><h4>招待されました</h4>`+timer+`</div>`, "ja", midday)
		at := ""
		if len(got.Dues) > 0 {
			at = got.Dues[0].At
		}
		if got.Status != invited || at != want {
			t.Errorf("%s: %s, due %q, want %q", timer, got.Status, at, want)
		}
	}
}

// Whatever stands in a page, reading it ends and gives one of the states.
func FuzzRead(f *testing.F) {
	eachPage(f, "", func(_, html string, want expected) { f.Add(want.URL, html) })
	f.Fuzz(func(t *testing.T, url, html string) {
		got, ok := reader.Read(url, html, "ja", midday)
		if ok && got.Status == "" {
			t.Errorf("no state")
		}
		reader.Place(html, "")
		reader.CheckCode(html)
	})
}
