package due

// Hostile are the units of texts that make a careless reader slow: repeated,
// each makes it begin again and again. The benchmark reads them at two lengths.
var Hostile = []string{
	"1", "12 ", "11/25", "11/25〜", "11/25〜11/26〜", "11/25（", "一", "3日", "3日から", "3日3時間", "期限", "期限11/25", "11:11:", "a", "nov ",
	"by by ", "11月 ", "１", "11月25日までに、", "「11/25まで", "\xe3\x81", " ", "within ", "（", "-1", "1-", "あと", "本日", "令和8年",
}
