package page

import (
	"slices"
	"strings"
	"testing"
)

func TestWhatAnElementShows(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"words in order", `<div id="x"><p>一</p><p>二 <b>三</b></p></div>四`, "一\n二 三"},
		{"nothing of what is hidden", `<div id="x">一<span hidden>二</span><span class="off">三</span><i style="display:none">四</i>五</div>`, "一五"},
		{"nothing of scripts, templates and comments", `<div id="x">一<script>二</script><template><b>三</b><template>四</template></template><!--五-->六</div>`, "一六"},
		{"an end tag too many", `<div id="x"><p>一</p></span></section>二</div>三`, "一\n二"},
		{"an end tag too few", `<div id="x"><p>一<p>二</div>三`, "一\n二"},
		{"cells and rows end one another", `<table id="x"><tr><td>一<td>二<tr><td>三</table>四`, "一\n二\n三"},
		{"void elements hold nothing", `<div id="x">一<br>二<img alt="三">四<input value="五"></div>`, "一\n二四"},
		{"deeper than browsers build", strings.Repeat("<b>", 2000) + `<div id="x">一</div>` + strings.Repeat("</b>", 2000), ""},
		{"characters written as references", `<div id="x">&lt;一&gt;&amp;</div>`, "<一>&"},
	} {
		tree := NewTree(c.html, []string{"off"})
		for n := range tree.Nodes {
			if got := strings.TrimSpace(tree.Words(n)); tree.Nodes[n].ID == "x" && got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}

func TestTreeKeepsTitleAndRefs(t *testing.T) {
	tree := NewTree(`<title>A &amp;
	 B</title><div data-ref="3"><p data-ref="4">一</p>二</div>`, nil)
	if tree.Title != "A & B" {
		t.Errorf("title %q", tree.Title)
	}
	if one, two := tree.RefAt(strings.Index(tree.Text, "一")), tree.RefAt(strings.Index(tree.Text, "二")); one != 4 || two != 3 {
		t.Errorf("refs %d and %d, want 4 and 3", one, two)
	}
}

func TestMarkupOfAnElement(t *testing.T) {
	const row = `<li id="b" class="x">two &amp; <b>bold</b></li>`
	tree := NewTree(`<title>t</title><style>i{}</style><ul><li id="a">one`+row+`</ul><p id="c">end`, nil)
	for n := range tree.Nodes {
		if want, known := map[string]string{"b": row, "c": `<p id="c">end`}[tree.Nodes[n].ID]; known && tree.HTML(n) != want {
			t.Errorf("%s: %q, want %q", tree.Nodes[n].ID, tree.HTML(n), want)
		}
	}
}

func TestSelectors(t *testing.T) {
	const html = `<div id="a" class="box big"><form class="in" action="/x"><input id="b" name="submit.buy" type="submit"></form></div><span id="a-1" data-x=""></span><p class="boxes"></p>`
	for selector, want := range map[string]string{
		"#a": "a", "#b": "b", "#c": "", ".box": "a", ".box.big": "a", ".box.small": "", "div.box": "a", "span.box": "",
		"input": "b", "div input": "b", "#a form input": "b", "span input": "", "[id^=a]": "a a-1", "[id$='-1']": "a-1", "[name*=buy]": "b",
		`input[name="submit.buy"][type=submit]`: "b", "[data-x]": "a-1", "[data-y]": "", ".box .in #b": "b", ".in .box": "",
	} {
		s, unreadable := NewSelectors(map[string][]string{"part": {selector}})
		if unreadable != nil {
			t.Errorf("%s cannot be read", selector)
		}
		tree := NewTree(html, nil)
		var got []string
		for _, n := range s.Find(tree)["part"] {
			got = append(got, tree.Nodes[n].ID)
		}
		if !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s finds %v, want %s", selector, got, want)
		}
	}
	for _, selector := range []string{"a:hover", "a > b", "a + b", "#", "[x", "nosuchtag"} {
		if _, unreadable := NewSelectors(map[string][]string{"part": {selector}}); unreadable == nil {
			t.Errorf("%s is taken for a selector", selector)
		}
	}
}

func FuzzTree(f *testing.F) {
	f.Add(`<div id=x><p>一<table><tr><td></div>`)
	s, _ := NewSelectors(map[string][]string{"a": {"div p", "[id]"}})
	f.Fuzz(func(t *testing.T, html string) {
		tree := NewTree(html, nil)
		for n := range tree.Nodes {
			node := &tree.Nodes[n]
			if node.Start > node.Stop || node.Stop > len(tree.Text) || node.End <= n || node.End > len(tree.Nodes) || node.Parent >= n {
				t.Fatalf("node %d of %d: %+v", n, len(tree.Nodes), node)
			}
		}
		s.Find(tree)
	})
}
