package detect

// moves-elsewhere: asks to go on by LINE, WhatsApp, private mail or telephone.
// Amazon sees nothing there, and cannot help.
var MovesElsewhere = Detector{
	ID:   "moves-elsewhere",
	Look: sellerTrap("elsewhere-channel", "contact-verb"),
}
