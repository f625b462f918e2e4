package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"

	"tashikame/wasm/rules"
)

// geckoID names the extension to Firefox; it must never change.
const geckoID = "{6c1f2b8e-5d0b-4f0e-9f43-0a7b1c3e5d97}"

// shopPages are Amazon's own, where requests and deadlines stand.
const shopPages = "https://*.amazon.co.jp/*"

// loopbackPages is where tests have their webmail. Never in a release.
const loopbackPages = "http://127.0.0.1/*"

// manifest completes extension/manifest.json for one target.
func (m *made) manifest(t target) ([]byte, error) {
	source, err := os.ReadFile(m.path("extension", "manifest.json"))
	if err != nil {
		return nil, err
	}
	var manifest map[string]any
	if err := json.Unmarshal(source, &manifest); err != nil {
		return nil, fmt.Errorf("extension/manifest.json: %w", err)
	}
	mails := mailPages(rules.Baseline(), t)
	manifest["host_permissions"] = append(slices.Clone(mails), shopPages)
	manifest["content_scripts"] = []map[string]any{
		{"matches": mails, "js": []string{"content.js"}, "all_frames": true, "run_at": "document_start"},
		{"matches": []string{shopPages}, "js": []string{"shop.js"}, "run_at": "document_start"},
	}
	policy, err := contentPolicy(m.rulesURL)
	if err != nil {
		return nil, err
	}
	manifest["content_security_policy"] = map[string]string{"extension_pages": policy}
	if t.firefox {
		manifest["background"] = map[string]any{"scripts": []string{"background.js"}}
		manifest["browser_specific_settings"] = map[string]any{"gecko": map[string]any{
			"id":                          geckoID,
			"strict_min_version":          "142.0", // the data collection declaration, on Android too
			"data_collection_permissions": map[string]any{"required": []string{"none"}},
		}}
	} else {
		manifest["background"] = map[string]any{"service_worker": "background.js"}
		manifest["minimum_chrome_version"] = "123" // light-dark() in style sheets
	}
	return json.MarshalIndent(manifest, "", "  ")
}

// mailPages are the patterns of the webmails that the book names by host.
func mailPages(book *rules.Book, t target) []string {
	var patterns []string
	for _, site := range book.Sites {
		for _, host := range site.Hosts {
			if pattern := "https://" + host + "/*"; !slices.Contains(patterns, pattern) {
				patterns = append(patterns, pattern)
			}
		}
	}
	if t.loopback {
		patterns = append(patterns, loopbackPages)
	}
	return patterns
}

// contentPolicy lets the extension's pages run nothing but its own code and
// talk to nobody but the rule server.
func contentPolicy(rulesURL string) (string, error) {
	u, err := url.Parse(rulesURL)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("-rules-url %q: give an address such as https://rules.example", rulesURL)
	}
	return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
		"object-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'self' " + u.Scheme + "://" + u.Host, nil
}
