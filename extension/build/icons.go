package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"os"
	"strings"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
)

// sign is one group of icons/marks.svg: a verdict's sign, or the brand's.
type sign struct {
	ID    string `xml:"id,attr"`
	Paths []struct {
		Attributes []xml.Attr `xml:",any,attr"`
	} `xml:"path"`
}

func readSigns(file string) ([]sign, error) {
	source, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var drawing struct {
		Groups []sign `xml:"g"`
	}
	if err := xml.Unmarshal(source, &drawing); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return drawing.Groups, nil
}

func (m *made) signsFile() string { return m.path("extension", "icons", "marks.svg") }

// drawIcons makes the toolbar's and the stores' pictures out of the signs.
func (m *made) drawIcons() error {
	signs, err := readSigns(m.signsFile())
	if err != nil {
		return err
	}
	for _, s := range signs {
		sizes := []int{16, 32}
		if s.ID == "brand" {
			sizes = append(sizes, 48, 128)
		}
		for _, size := range sizes {
			picture, err := s.draw(size)
			if err != nil {
				return fmt.Errorf("icon %s: %w", s.ID, err)
			}
			m.shared[fmt.Sprintf("icons/%s-%d.png", s.ID, size)] = picture
		}
	}
	return nil
}

func (s sign) draw(size int) ([]byte, error) {
	icon, err := oksvg.ReadIconStream(strings.NewReader(s.svg()), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	icon.SetTarget(0, 0, float64(size), float64(size))
	canvas := image.NewRGBA(image.Rect(0, 0, size, size))
	scanner := rasterx.NewScannerGV(size, size, canvas, canvas.Bounds())
	icon.Draw(rasterx.NewDasher(size, size, scanner), 1)
	var out bytes.Buffer
	err = png.Encode(&out, canvas)
	return out.Bytes(), err
}

func (s sign) svg() string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">`)
	for _, path := range s.Paths {
		b.WriteString("<path")
		for _, a := range path.Attributes {
			fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
		}
		b.WriteString("/>")
	}
	b.WriteString("</svg>")
	return b.String()
}

// module gives the signs to scripts as data: attributes that need no parsing.
func module(signs []sign) (string, error) {
	groups := map[string][]map[string]string{}
	for _, s := range signs {
		for _, path := range s.Paths {
			attributes := map[string]string{}
			for _, a := range path.Attributes {
				attributes[a.Name.Local] = a.Value
			}
			groups[s.ID] = append(groups[s.ID], attributes)
		}
	}
	text, err := json.Marshal(groups)
	return string(text), err
}
