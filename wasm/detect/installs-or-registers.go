package detect

// installs-or-registers: wants an app installed or a product registered
// somewhere else.
var InstallsOrRegisters = Detector{
	ID:   "installs-or-registers",
	Look: sellerSays("install-or-register"),
}
