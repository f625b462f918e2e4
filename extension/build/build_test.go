package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

func source(t *testing.T) *made {
	t.Helper()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	return &made{root: dir, settings: settings{rulesURL: "https://rules.example/"}}
}

type manifest struct {
	Version         string   `json:"version"`
	Permissions     []string `json:"permissions"`
	HostPermissions []string `json:"host_permissions"`
	Optional        []string `json:"optional_host_permissions"`
	ContentScripts  []struct {
		Matches []string `json:"matches"`
	} `json:"content_scripts"`
	Policy     map[string]string `json:"content_security_policy"`
	Background map[string]any    `json:"background"`
	Specific   map[string]any    `json:"browser_specific_settings"`
}

func readManifest(t *testing.T, name string) (manifest, string) {
	t.Helper()
	i := slices.IndexFunc(targets, func(t target) bool { return t.name == name })
	text, err := source(t).manifest(targets[i])
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m, string(text)
}

// What a person is asked for at installation. A change here is a change of the
// promise in PRIVACY.md.
func TestPermissions(t *testing.T) {
	for _, name := range []string{"chrome", "firefox"} {
		m, _ := readManifest(t, name)
		want := []string{"storage", "alarms", "notifications", "contextMenus", "scripting", "activeTab"}
		if !slices.Equal(m.Permissions, want) {
			t.Errorf("%s: permissions %v, want %v", name, m.Permissions, want)
		}
		if !slices.Equal(m.Optional, []string{"https://*/*"}) {
			t.Errorf("%s: optional hosts %v", name, m.Optional)
		}
		var read []string
		for _, script := range m.ContentScripts {
			read = append(read, script.Matches...)
		}
		if !slices.Equal(m.HostPermissions, read) {
			t.Errorf("%s: reads %v, asks for %v", name, read, m.HostPermissions)
		}
		for _, pattern := range m.HostPermissions {
			if !strings.HasPrefix(pattern, "https://") || strings.HasPrefix(pattern, "https://*/") {
				t.Errorf("%s: pattern %s is wider than one host over TLS", name, pattern)
			}
		}
	}
}

func TestLoopbackIsForTestsOnly(t *testing.T) {
	for _, target := range targets {
		_, text := readManifest(t, target.name)
		if loopback := strings.Contains(text, "127.0.0.1") || strings.Contains(text, "localhost"); loopback != strings.HasPrefix(target.name, "test-") {
			t.Errorf("%s: names a loopback address: %v", target.name, loopback)
		}
	}
	test, _ := readManifest(t, "test-chrome")
	release, _ := readManifest(t, "chrome")
	if slices.Contains(release.HostPermissions, loopbackPages) {
		t.Errorf("a release reads %s", loopbackPages)
	}
	if read := slices.DeleteFunc(test.HostPermissions, func(p string) bool { return p == loopbackPages }); !slices.Equal(read, release.HostPermissions) {
		t.Errorf("besides %s the test build reads %v, a release %v", loopbackPages, read, release.HostPermissions)
	}
}

func TestPolicy(t *testing.T) {
	m, _ := readManifest(t, "chrome")
	policy := m.Policy["extension_pages"]
	for _, want := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self' https://rules.example"} {
		if !slices.Contains(strings.Split(policy, "; "), want) {
			t.Errorf("policy %q lacks %q", policy, want)
		}
	}
	for _, url := range []string{"", "rules.example/", "/v1/"} {
		if _, err := contentPolicy(url); err == nil {
			t.Errorf("rules URL %q was taken", url)
		}
	}
}

func TestBrowsers(t *testing.T) {
	chrome, _ := readManifest(t, "chrome")
	if chrome.Background["service_worker"] != "background.js" || chrome.Specific != nil {
		t.Errorf("chrome: %v %v", chrome.Background, chrome.Specific)
	}
	firefox, text := readManifest(t, "firefox")
	if firefox.Background["scripts"] == nil || !strings.Contains(text, geckoID) || !strings.Contains(text, `"data_collection_permissions"`) {
		t.Errorf("firefox: %s", text)
	}
}

// The toolbar needs a picture for every verdict and for official places; a
// missing one would leave the picture of the verdict before.
func TestIcons(t *testing.T) {
	m := source(t)
	m.shared = files{}
	if err := m.drawIcons(); err != nil {
		t.Fatal(err)
	}
	drawn := map[string]string{}
	for _, verdict := range []string{"none", "genuine", "consistent", "caution", "spoofed", "unreadable", "official"} {
		for _, size := range []string{"16", "32"} {
			picture := m.shared["icons/"+verdict+"-"+size+".png"]
			if len(picture) == 0 {
				t.Errorf("no picture for %s at %s", verdict, size)
			}
			if other, there := drawn[string(picture)]; there {
				t.Errorf("%s looks like %s", verdict, other)
			}
			drawn[string(picture)] = verdict
		}
	}
}
