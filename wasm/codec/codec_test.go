package codec

import (
	"reflect"
	"testing"
)

type inner struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type word string

type outer struct {
	Text   string            `json:"text"`
	Count  int               `json:"count,omitempty"`
	Yes    bool              `json:"yes"`
	List   []string          `json:"list"`
	Items  []inner           `json:"items,omitempty"`
	One    *inner            `json:"one,omitempty"`
	Names  map[string]string `json:"names,omitempty"`
	Typed  map[word]string   `json:"typed,omitempty"`
	Nested inner             `json:"nested"`
	Kept   string            `json:"-"`
}

func TestThereAndBack(t *testing.T) {
	for _, c := range []struct {
		name string
		v    outer
		want string
	}{
		{"empty", outer{}, `{"text":"","yes":false,"list":null,"nested":{"start":0,"end":0}}`},
		{"full", outer{Text: "確か<め>&\"\\\n", Count: -3, Yes: true, List: []string{"一", ""}, Items: []inner{{1, 2}},
			One: &inner{3, 4}, Names: map[string]string{"a": "b"}, Typed: map[word]string{"k": "v"}},
			`{"text":"確か<め>&\"\\\n","count":-3,"yes":true,"list":["一",""],"items":[{"start":1,"end":2}],"one":{"start":3,"end":4},"names":{"a":"b"},"typed":{"k":"v"},"nested":{"start":0,"end":0}}`},
		{"an empty list is not null", outer{List: []string{}}, `{"text":"","yes":false,"list":[],"nested":{"start":0,"end":0}}`},
	} {
		text, err := Marshal(c.v)
		if err != nil {
			t.Fatal(err)
		}
		var back, want outer
		if err := Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, c.v) {
			t.Errorf("%s: %s came back as %+v (%v)", c.name, text, back, err)
		}
		if err := Unmarshal(c.want, &want); err != nil || !reflect.DeepEqual(want, c.v) {
			t.Errorf("%s: %s read as %+v (%v)", c.name, c.want, want, err)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	for _, text := range []string{``, `{`, `{"text":1}`, `{"count":"1"}`, `{"count":1.5}`, `{"list":{}}`, `{"list":"x"}`, `{"names":[]}`, `{"nested":[]}`, `[]`, `{"yes":"true"}`} {
		var v outer
		if err := Unmarshal(text, &v); err == nil {
			t.Errorf("%s: read as %+v", text, v)
		}
	}
}

func TestWhatIsPassedOver(t *testing.T) {
	v := outer{Text: "kept", Kept: "here"}
	if err := Unmarshal(`{"unknown":{"deep":[1]},"text":null,"-":"x"}`, &v); err != nil || v.Text != "kept" || v.Kept != "here" {
		t.Errorf("%+v (%v)", v, err)
	}
}
