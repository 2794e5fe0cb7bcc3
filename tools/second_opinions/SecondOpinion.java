import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What EU DSS says of each signature of each file, offline and with these roots alone to trust.
 *
 * <pre>SecondOpinion POLICY ROOT.pem[:ROOT.pem...] TIME FILE [TIME FILE...]</pre>
 *
 * POLICY is "default" (DSS's own), or "no-revocation": the same, but that a certificate of which nobody tells whether
 * it was revoked is let pass. One line for each signature and each document time-stamp, its parts between tabs. TIME is the moment
 * a file is judged as of, in seconds since 1970, or "now".
 */
public final class SecondOpinion {
    private static final String POLICY = "/policy/constraint.xml";

    private SecondOpinion() {
    }

    public static void main(String[] arguments) throws IOException {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        for (String root : arguments[1].split(File.pathSeparator)) {
            trusted.addCertificate(DSSUtils.loadCertificate(new File(root)));
        }
        String policy = policy(arguments[0]);
        for (int at = 2; at < arguments.length; at += 2) {
            tell(new File(arguments[at + 1]), trusted, policy, moment(arguments[at]));
        }
    }

    private static Date moment(String time) {
        return time.equals("now") ? new Date() : new Date(Long.parseLong(time) * 1000);
    }

    private static String policy(String name) throws IOException {
        try (InputStream stream = SecondOpinion.class.getResourceAsStream(POLICY)) {
            String own = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            if (name.equals("default")) {
                return own;
            }
            return own.replaceAll("<(RevocationDataAvailable|AcceptableRevocationDataFound) Level=\"FAIL\"",
                    "<$1 Level=\"IGNORE\"");
        }
    }

    private static void tell(File file, CommonTrustedCertificateSource trusted, String policy, Date time) {
        try {
            SimpleReport report = judged(file, trusted, policy, time).getSimpleReport();
            for (String id : report.getSignatureIdList()) {
                say(file, "signature", report.getIndication(id), report.getSubIndication(id),
                        report.getSignatureFormat(id), report.getSignedBy(id), words(report.getAdESValidationErrors(id)));
            }
            for (String id : report.getTimestampIdList()) {
                say(file, "time-stamp", report.getIndication(id), report.getSubIndication(id), "",
                        report.getProducedBy(id), words(report.getAdESValidationErrors(id)));
            }
        } catch (RuntimeException refused) {
            say(file, "refused", refused.getClass().getSimpleName(), "", "", "", "");
        }
    }

    private static Reports judged(File file, CommonTrustedCertificateSource trusted, String policy, Date time) {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(time);
        return validator.validateDocument(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8)));
    }

    private static String words(List<Message> messages) {
        return messages.stream().map(Message::getValue).collect(Collectors.joining(" "));
    }

    private static void say(File file, Object... parts) {
        StringBuilder line = new StringBuilder(file.getPath());
        for (Object part : parts) {
            line.append('\t').append(part == null ? "" : part.toString().replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
