package detect

import "tashikame/wasm/wire"

// Detector sees one thing in a mail.
type Detector struct {
	// ID is the file's name, the id of its text (finding-ID) and what a rule
	// book switches it off by.
	ID string
	// Look reports what it sees. It must not change the mail.
	Look func(m *Mail, found func(*wire.Finding))
}

// All are the detectors, in the order a person would be told.
var All = []*Detector{
	&SenderImitates,
	&SenderNotOwned,
	&NameDisguised,
	&NameShowsOtherAddress,
	&AuthenticationFails,
	&RepliesElsewhere,
	&LinkImitates,
	&LinkNotOwned,
	&LinkHidesDestination,
	&LinkUnreadable,
	&LinkCustomerHosted,
	&LinkTextDiffers,
	&AttachmentRuns,
	&CodeToScan,
	&HiddenLink,
	&SellerLinksOut,
	&QuotesImitation,
	&OnlyPictures,
	&SaltedWords,
	&WinnerUnlike,
	&AbsentFromMessageCenter,
	&AsksCredentials,
	&AsksCard,
	&AsksPersonalData,
	&MovesElsewhere,
	&PaysElsewhere,
	&PaymentNumber,
	&ReviewForReward,
	&ReviewWithdrawal,
	&OddRefund,
	&ReturnsOutside,
	&UploadsElsewhere,
	&InstallsOrRegisters,
	&ForeignTelephone,
	&Threatens,
	&Hurries,
	&UnnaturalJapanese,
	&Authenticated,
	&FoundInMessageCenter,
	&SenderNotShown,
	&FromProvesNothing,
	&ClaimsBrand,
}
