package host

// Resembles says whether a word that stands alone looks like label or is one
// slip away from it, without being it: "Аmazon", "arnazon", "amazom". Meant
// for display names; a host name has its own, stricter rules.
func Resembles(word, label string) bool {
	return word != label && slip(Fold(word), Fold(label)) <= 1
}
